"""How Norwick Utilities looks: a drop over a pipe, water and copper."""

from delivery.models import Portfolio
from recognition.logos import logo_from
from recognition.models import Branding

ACCENT, SECOND = "#0b5a6f", "#8a5a00"
LOGO = f"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <path d="M32 4C24 17 15 25 15 36a17 17 0 0 0 34 0C49 25 40 17 32 4z" fill="{ACCENT}"/>
  <path d="M24 35a9 9 0 0 0 8 9" fill="none" stroke="#ffffff" stroke-width="3"/>
  <path d="M4 55h56v5H4z" fill="{SECOND}"/>
</svg>
"""


def write_branding(root: Portfolio) -> None:
    """Give the portfolio at the top a brand, which holds below."""
    brand = Branding(
        portfolio=root, name="Norwick Utilities", accent=ACCENT, second=SECOND
    )
    logo = logo_from(LOGO.strip().encode())
    brand.put_logo(logo.data, logo.kind, logo.png)
    brand.save()
