# SPDX-License-Identifier: Apache-2.0
"""`python -m officinal` is the `officinal` command."""

from officinal.cli.main import main

main(prog_name="officinal")
