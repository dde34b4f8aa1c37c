# SPDX-License-Identifier: Apache-2.0
"""`python -m faults.at_the_gate FOLDER WORDS…`: the command `officinal WORDS…`, begun once the folder's gate is open."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from officinal.cli.django_up import shop_up
from officinal.cli.main import main

if __name__ == "__main__":
    shop_up()
    gate = Path(sys.argv.pop(1))
    (gate / str(os.getpid())).touch()
    while not (gate / "open").exists():
        time.sleep(0.002)
    main()
