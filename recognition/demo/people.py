"""Whom the PMO of Norwick Utilities works for."""

from typing import NamedTuple

from recognition.models import Stakeholder

SPONSOR = Stakeholder.Role.SPONSOR
EXECUTIVE = Stakeholder.Role.EXECUTIVE
CUSTOMER = Stakeholder.Role.CUSTOMER


class PersonStory(NamedTuple):
    """Somebody the PMO asks.

    `warmth` says how they feel about the PMO in the first round, from 0 to 1, and
    `turn` how that changes from round to round. `answers` is the share of the rounds
    they answer.
    """

    name: str
    portfolio: str
    role: Stakeholder.Role
    title: str
    warmth: float
    turn: float
    answers: float
    services: tuple[str, ...] = ()
    reports_to_pmo: bool = False

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.name.lower().replace(' ', '.')}@norwick.example"


P = PersonStory

PEOPLE = [
    P("Helen Marsh", "smart-metering", SPONSOR, "Head of metering", 0.55, 0.02, 0.9),
    P("Tomas Reid", "leakage", SPONSOR, "Head of networks", 0.80, 0.03, 1.0),
    P("Ingrid Vale", "treatment", SPONSOR, "Head of treatment", 0.66, 0.02, 0.9),
    P("Martin Okoye", "billing", SPONSOR, "Head of billing", 0.52, 0.05, 0.8),
    P("Aisha Lindqvist", "digital-service", SPONSOR, "Head of digital service", 0.78,
      0.02, 1.0),
    P("Peter Nwosu", "enterprise", SPONSOR, "Finance director", 0.60, 0.03, 0.8),
    P("Ruth Calder", "enterprise", SPONSOR, "Chief information officer", 0.70, 0.01, 0.9),
    P("Eleanor Voss", "norwick", EXECUTIVE, "Chief executive", 0.68, 0.03, 0.9),
    P("Gareth Pryce", "norwick", EXECUTIVE, "Chief operating officer", 0.58, 0.04, 0.8),
    P("Yolanda Reyes", "norwick", EXECUTIVE, "Chief financial officer", 0.50, 0.06, 0.8),
    P("Anders Holm", "networks", EXECUTIVE, "Director of networks", 0.72, 0.02, 0.7),
    P("Bridget Amaro", "customer", EXECUTIVE, "Director of customers", 0.64, 0.03, 0.8),
    P("Callum Deane", "norwick", EXECUTIVE, "Director of regulation", 0.62, 0.01, 0.2),
    P("Dorothea Kern", "smart-metering", CUSTOMER, "Project manager", 0.70, 0.02, 0.9,
      ("PS-01", "PS-03"), reports_to_pmo=True),
    P("Emeka Udo", "smart-metering", CUSTOMER, "Project manager", 0.48, 0.03, 0.8,
      ("PS-01", "PS-03")),
    P("Fiona Leary", "leakage", CUSTOMER, "Project manager", 0.84, 0.01, 1.0,
      ("PS-02", "PS-03")),
    P("Goran Petrov", "leakage", CUSTOMER, "Network engineer", 0.74, 0.02, 0.8,
      ("PS-02", "PS-03")),
    P("Hana Sato", "treatment", CUSTOMER, "Project manager", 0.66, 0.04, 0.9,
      ("PS-01", "PS-02")),
    P("Isaac Boateng", "treatment", CUSTOMER, "Works manager", 0.58, 0.02, 0.6,
      ("PS-02",)),
    P("Jana Novak", "billing", CUSTOMER, "Project manager", 0.46, 0.05, 0.9,
      ("PS-01", "PS-04")),
    P("Kieran Walsh", "billing", CUSTOMER, "Team leader, collections", 0.62, 0.03, 0.8,
      ("PS-04", "PS-05")),
    P("Leila Haddad", "digital-service", CUSTOMER, "Product owner", 0.76, 0.02, 0.9,
      ("PS-03", "PS-05")),
    P("Mikkel Bruun", "digital-service", CUSTOMER, "Product owner", 0.70, 0.01, 0.9,
      ("PS-03", "PS-04")),
    P("Nuria Costa", "digital-service", CUSTOMER, "Contact centre manager", 0.66, 0.03,
      0.8, ("PS-04",)),
    P("Oskar Lind", "enterprise", CUSTOMER, "Project manager", 0.60, 0.02, 0.7,
      ("PS-01", "PS-05")),
    P("Padma Iyer", "enterprise", CUSTOMER, "Security architect", 0.72, 0.02, 0.8,
      ("PS-02", "PS-05")),
    P("Quentin Moss", "enterprise", CUSTOMER, "Head of purchasing", 0.54, 0.03, 0.6,
      ("PS-01", "PS-04")),
    P("Rosa Engel", "customer", CUSTOMER, "Head of service design", 0.68, 0.02, 0.8,
      ("PS-04", "PS-05")),
    P("Stefan Brandt", "networks", CUSTOMER, "Planner", 0.78, 0.01, 0.9,
      ("PS-01", "PS-03"), reports_to_pmo=True),
    P("Teresa Quill", "networks", CUSTOMER, "Asset manager", 0.50, 0.01, 0.1,
      ("PS-02",)),
]  # fmt: skip
