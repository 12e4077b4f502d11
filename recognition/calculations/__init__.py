"""The mathematics of recognised value: plain values in, plain values out.

What sponsors say, whether value is acknowledged, and what it is worth. No Django,
no input or output, no clock. The words of all measures (`Measure`, `Reason`, …) are
those of `delivery.calculations`; docs/formulas.md explains every formula.
"""
