"""The mathematics of delivered value: plain values in, plain values out.

No Django, no input or output, no clock: dates and rates are arguments. Every
formula is explained for its readers in docs/formulas.md.
"""
