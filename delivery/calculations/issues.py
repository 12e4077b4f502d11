"""What issues are judged by: whether they are settled in the time that was agreed.

Source: docs/formulas.md, "Issues settled in time".
"""

from decimal import Decimal
from typing import Final

from .measure import Thresholds

# Of the issues resolved in a period, those within their target.
IN_TIME_THRESHOLDS: Final = Thresholds(Decimal("0.90"), Decimal("0.75"))
