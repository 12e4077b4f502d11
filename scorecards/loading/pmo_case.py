"""The terms of the PMO's return, and the ranges of benefits."""

from delivery.models import Portfolio
from recognition.models import BenefitRange, CaseTerms
from scorecards import facts

SAME_NAMES = tuple(
    name
    for name in facts.TermsFacts.__dataclass_fields__
    if name not in {"slug", "name"}
)


def load_terms(portfolio: Portfolio) -> facts.TermsFacts | None:
    """Load the terms that hold, None where nobody has set any."""
    terms = CaseTerms.objects.holding_for(portfolio)
    if terms is None:
        return None
    return facts.TermsFacts(
        slug=terms.portfolio.slug,
        name=terms.portfolio.name,
        **{name: getattr(terms, name) for name in SAME_NAMES},
    )


def load_ranges(portfolio: Portfolio) -> dict[int, facts.RangeFacts]:
    """Load the ranges of the portfolio's own benefits, by benefit."""
    rows = BenefitRange.objects.of_portfolio(portfolio).values_list(
        "benefit_id", "low_share", "high_share", "probability"
    )
    return {benefit: facts.RangeFacts(*ends) for benefit, *ends in rows}
