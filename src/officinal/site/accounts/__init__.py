# SPDX-License-Identifier: Apache-2.0
"""People: signing in and up, second factors, what is kept about a person, and who of them is staff."""
