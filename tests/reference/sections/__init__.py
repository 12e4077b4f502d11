"""The sections of the reference table, a module each; `adapter` offers them all."""
