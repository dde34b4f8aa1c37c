# SPDX-License-Identifier: Apache-2.0
"""The words by which a clause tells one to take the product, or not to."""

from __future__ import annotations

from officinal.patterns import lazy

NEGATED_CUE = r"do not|don't|not recommended|ne pas|not for use|not suitable|consult|unless|if you|si vous|keep out"
VERB = lazy(
    r"\b(?:take|takes|chew|dissolve|mix|add|stir|blend|shake|swallow|consume|drink|apply|spray|place|use|enjoy|prenez|prendre|diluer|melanger|melangez|dissoudre|croquer|croquez|macher|mache[rz]|avaler|avalez|boire|placer|appliquer|ajouter|ajoutez|vaporiser|consommer|sucer|utiliser|utilisez|verser|versez|delayer|allow|dissolved|give|hold|eat|suck|sip|administrer|deposer|laisser|laissez|diluez|pour|squeeze|empty|open|let|scoop|put|start|have|follow|pump|begin|works|tear|drop|dosage|dose|recommended|suggested)\b"
)
NEGATED = lazy(
    r"\b(?:do not (?!exceed)|don't|not recommended|ne pas (?!depasser)|not for use|not suitable|consult|unless|if you|si vous|keep out)\b"
)
DENIED = lazy(
    r"\bdo not take (?:before|at|near) bed|\bne pas prendre (?:avant|au) (?:de )?(?:se coucher|coucher|dormir)|\bdo not take (?:on|with)\b"
)
