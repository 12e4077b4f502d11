"""What the formulas of translations, and their factors, are called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.calculations.translations import FORMULAS, Role

Text = str | Promise


@dataclass(frozen=True, slots=True)
class FactorWords:
    """What a factor is called, and what one of it is."""

    label: Text
    unit: Text


@dataclass(frozen=True, slots=True)
class FormulaWords:
    """What a formula is called, when it fits, and what its factors are."""

    label: Text
    help: Text
    driver: FactorWords
    volume: FactorWords
    unit_value: FactorWords

    def factor(self, role: Role) -> FactorWords:
        found: FactorWords = getattr(self, role.value)
        return found


F = FactorWords

WORDS: dict[str, FormulaWords] = {
    "price_cut": FormulaWords(
        _("Cashable saving"),
        _("The same is bought for less, and a budget is cut by it."),
        F(_("Share taken off the price"), _("as a ratio: 0.08 is 8 %")),
        F(_("Pieces bought in the period"), _("pieces")),
        F(_("Price of a piece before"), _("money for a piece")),
    ),
    "cost_avoidance": FormulaWords(
        _("Cost avoidance"),
        _("A price that was about to rise did not: a quote or a clause says how far."),
        F(_("Rise that was avoided"), _("as a ratio: 0.12 is 12 %")),
        F(_("Pieces bought in the period"), _("pieces")),
        F(_("Price of a piece before the rise"), _("money for a piece")),
    ),
    "hours_freed": FormulaWords(
        _("Hours freed"),
        _("The same case takes less work; the people are still paid."),
        F(_("Hours less for a case"), _("hours for a case")),
        F(_("Cases in the period"), _("cases")),
        F(_("Standard cost of an hour"), _("money for an hour")),
    ),
    "capacity_released": FormulaWords(
        _("Capacity released"),
        _("A share of the working time of a team is free for something else."),
        F(_("Share of the time that is free"), _("as a ratio: 0.15 is 15 %")),
        F(_("Full-time posts"), _("posts")),
        F(_("Cost of a post in the period"), _("money for a post")),
    ),
    "time_to_market": FormulaWords(
        _("Faster time to market"),
        _("What each day of delay costs is known, and there are fewer of them."),
        F(_("Days earlier for each launch"), _("days for a launch")),
        F(_("Launches in the period"), _("launches")),
        F(_("Cost of a day of delay"), _("money for a day")),
    ),
    "revenue_forward": FormulaWords(
        _("Revenue brought forward"),
        _("Something sells earlier; count the margin and not the price."),
        F(_("Days earlier"), _("days")),
        F(_("Sales a day"), _("sales a day")),
        F(_("Margin of a sale"), _("money for a sale")),
    ),
    "rework_avoided": FormulaWords(
        _("Rework avoided"),
        _("Fewer pieces are done twice."),
        F(_("Drop of the share that is reworked"), _("as a ratio: 0.04 is 4 points")),
        F(_("Pieces made in the period"), _("pieces")),
        F(_("Cost of reworking a piece"), _("money for a piece")),
    ),
    "penalty_avoided": FormulaWords(
        _("Penalty avoided"),
        _("Fewer duties of a contract or of the law are missed."),
        F(_("Drop of the share that is missed"), _("as a ratio: 0.05 is 5 points")),
        F(_("Duties in the period"), _("duties")),
        F(_("Penalty for one that is missed"), _("money for a duty")),
    ),
    "risk_removed": FormulaWords(
        _("Risk exposure removed"),
        _("Something is less likely to happen; what it would cost is known."),
        F(_("Drop of the probability"), _("as a ratio: 0.25 is 25 points")),
        F(_("Places or times where it may happen"), _("exposures")),
        F(_("What it would cost once"), _("money for an exposure")),
    ),
    "tools_retired": FormulaWords(
        _("Tools retired"),
        _("Licences are given up and no longer paid for."),
        F(_("Licences of each tool"), _("licences for a tool")),
        F(_("Tools retired"), _("tools")),
        F(_("Cost of a licence in the period"), _("money for a licence")),
    ),
    "downtime_avoided": FormulaWords(
        _("Downtime avoided"),
        _("Systems stand still for fewer hours, and what an hour costs is known."),
        F(_("Hours less for each system"), _("hours for a system")),
        F(_("Systems"), _("systems")),
        F(_("Cost of an hour of standstill"), _("money for an hour")),
    ),
    "decision_lead_time": FormulaWords(
        _("Decision lead time"),
        _("Teams wait fewer days for a decision."),
        F(_("Days less for a decision"), _("days for a decision")),
        F(_("Decisions in the period"), _("decisions")),
        F(_("Cost of a day of waiting"), _("money for a day")),
    ),
    "onboarding": FormulaWords(
        _("Faster onboarding"),
        _("New people do full work sooner."),
        F(_("Days sooner for each person"), _("days for a person")),
        F(_("New people in the period"), _("people")),
        F(_("Cost of a day of a person"), _("money for a day")),
    ),
    "working_capital": FormulaWords(
        _("Interest on working capital"),
        _("Money comes in sooner, so that less of it is borrowed."),
        F(_("Days sooner"), _("days")),
        F(_("Money that comes in"), _("money")),
        F(_("Interest for a day"), _("as a ratio: 0.0001 is 0.01 % a day")),
    ),
}

CHOICES = [(key, WORDS[key].label) for key in FORMULAS]
