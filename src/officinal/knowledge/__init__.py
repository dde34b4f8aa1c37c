# SPDX-License-Identifier: Apache-2.0
"""What is known, as readable data: one TOML file per thing, loaded once and never changed."""
