"""How fast and how heavy: measured, not asserted.

    python -m bench

Each figure stands beside its limit, which is what the same machine can do at best and
is measured in the same run. The ratio of the two says more than either: it holds on
any machine.
"""
