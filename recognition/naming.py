"""What the rows of Step 10 are called where their history is told."""

from delivery import history

# What a history writes in percent.
RATIOS = {
    *("discount_rate", "inflation", "hurdle", "finance_rate", "reinvest_rate"),
    *("rate_low", "rate_high", "cost_low", "cost_high", "correlation"),
    *("low_share", "high_share"),
}


def connect() -> None:
    """Let a history name people, questions, rounds and what follows from them."""
    history.NAME_OF |= {
        "stakeholder": lambda row: row.name,
        "responsibility": lambda row: str(
            row.project or row.service or row.benefit or ""
        ),
        "questionnaire": lambda row: row.name,
        "question": lambda row: row.text,
        "round": lambda row: row.name,
        "roundplan": lambda row: row.get_event_display(),
        "followup": lambda row: row.said,
        "story": lambda row: row.title,
        "storynumber": lambda row: f"{{{row.name}}}",
        "storypicture": lambda row: row.alt,
        "assumption": lambda row: row.name,
        "valuetranslation": lambda row: row.name,
        "translationinput": lambda row: str(row.get_role_display()).lower(),
        "cyclelesson": lambda row: row.text,
        "cyclepromise": lambda row: row.text,
        "steplabel": lambda row: f"{row.step} {row.label}",
        "branding": lambda row: row.name,
        "caseterms": lambda row: row.portfolio.name,
        "benefitrange": lambda row: str(row.benefit),
        "executivereport": lambda row: row.title,
        "reportschedule": lambda row: row.name,
        "reportsection": lambda row: row.title or str(row.get_kind_display()),
        "servicerequest": lambda row: row.title,
        "serviceagreement": lambda row: f"{row.service.name}, {row.due_on:%Y-%m-%d}",
    }
    history.OWNER_OF |= {
        "responsibility": "stakeholder",
        "question": "questionnaire",
        "storynumber": "story",
        "storypicture": "story",
        "translationinput": "translation",
        "cyclelesson": "cycle",
        "steplabel": "portfolio",
        "benefitrange": "benefit",
    }
    history.SHARES.add("attribution")
    history.SHARES |= RATIOS
