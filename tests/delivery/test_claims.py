"""The queue of finance: what can be decided, by whom, and what is kept of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from delivery.actions.claims import (
    DecisionRefusedError,
    OvertakenError,
    Ruling,
    decide,
    validate_typed,
)
from delivery.calculations.claims import ClaimState, Verdict
from delivery.models import Benefit, BenefitEntry, Role
from tests.delivery.pages import entries, errors, parsed, texts
from tests.factories import (
    BenefitEntryFactory,
    BenefitFactory,
    ClaimDecisionFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db

D = Decimal
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


@pytest.fixture
def benefit(portfolio) -> Benefit:
    return BenefitFactory(portfolio=portfolio, code="B-1", name="Fewer pumps")


@pytest.fixture
def claim(benefit, analyst) -> BenefitEntry:
    return BenefitEntryFactory(benefit=benefit, kind="claimed", recorded_by=analyst)


def review(claim):
    return reverse("delivery:claim_review", args=[claim.pk])


def state(claim) -> ClaimState:
    return BenefitEntry.objects.with_decision().get(pk=claim.pk).state


def validated(benefit) -> list[Decimal]:
    stands = benefit.entries.filter(kind="validated").order_by("month")
    return list(stands.values_list("amount", flat=True))


def send(client, claim, **changes):
    """Open a claim and decide on it."""
    page = client.get(review(claim))
    return client.post(review(claim), entries(page, **changes))


# What can be decided


def test_accepting_validates_the_whole_claim(client, finance, claim, benefit):
    client.force_login(finance)
    response = send(client, claim, verdict="accepted")
    assert response.url == reverse("delivery:claim_queue")
    assert validated(benefit) == [1000]
    decision = benefit.decisions.get()
    assert (decision.verdict, decision.claimed, decision.amount) == (
        "accepted",
        1000,
        1000,
    )
    assert (decision.decided_by, decision.number) == (finance, 1)
    assert benefit.entries.get(kind="validated").recorded_by == finance
    assert state(claim) is ClaimState.VALIDATED


@pytest.mark.one_engine
def test_a_part_needs_its_amount_and_a_reason(client, finance, claim, benefit):
    client.force_login(finance)
    opened = entries(client.get(review(claim)))

    def refused(**changes):
        return errors(client.post(review(claim), opened | changes))

    assert "Choose what you decide" in refused()["verdict_0"]
    assert "takes no amount" in refused(verdict="accepted", amount="600")["amount"]
    part = {"verdict": "accepted_in_part"}
    assert set(refused(**part)) == {"amount", "reason"}
    minus = refused(**part, amount="-5", reason="Too much")
    assert "of the same sign" in minus["amount"]
    more = refused(**part, amount="1000", reason="Why not")
    assert "less than the claim of €1,000.00" in more["amount"]
    reason = "Two rounds are still driven."
    client.post(review(claim), opened | part | {"amount": "640.50", "reason": reason})
    assert validated(benefit) == [D("640.5")]
    assert benefit.decisions.get().reason == reason
    assert state(claim) is ClaimState.VALIDATED


@pytest.mark.one_engine
def test_a_rejection_says_why_and_leaves_the_month_unknown(
    client, finance, claim, benefit
):
    client.force_login(finance)
    assert "reason" in errors(send(client, claim, verdict="rejected"))
    send(client, claim, verdict="rejected", reason="No invoice shows it.")
    assert validated(benefit) == []
    assert state(claim) is ClaimState.REJECTED


@pytest.mark.one_engine
def test_an_amended_figure_is_a_new_version_and_the_old_one_is_kept(
    client, finance, claim, benefit
):
    client.force_login(finance)
    send(client, claim, verdict="accepted")
    send(client, claim, verdict="amended", amount="900", reason="Credit note.")
    assert validated(benefit) == [900]
    kept = benefit.decisions.order_by("number").values_list("number", "amount")
    assert list(kept) == [(1, 1000), (2, 900)]


@pytest.mark.one_engine
def test_a_validation_is_withdrawn_and_the_claim_counts_no_more(
    client, finance, claim, benefit
):
    client.force_login(finance)
    send(client, claim, verdict="accepted")
    send(client, claim, verdict="withdrawn", reason="Booked in the wrong year.")
    assert validated(benefit) == []
    assert state(claim) is ClaimState.WITHDRAWN
    assert not BenefitEntry.objects.awaiting_decision().exists()


def test_a_decision_is_never_changed():
    decision = ClaimDecisionFactory()
    decision.amount = D(5)
    with pytest.raises(TypeError, match="make a new one"):
        decision.save()


# Who decides


@pytest.mark.one_engine
def test_nobody_validates_an_own_claim(client, portfolio, finance, claim, benefit):
    MembershipFactory(portfolio=portfolio, user=finance, role=Role.ANALYST)
    claim.recorded_by = finance
    claim.save()
    client.force_login(finance)
    page = client.get(review(claim))
    assert "You wrote this claim" in texts(page, "main")[0]
    form = {"verdict": "accepted", "number": "0", "version": "1"}
    form["version"] = str(BenefitEntry.objects.with_version().get(pk=claim.pk).version)
    response = client.post(review(claim), form)
    assert response.status_code == 422
    assert validated(benefit) == []
    assert not benefit.decisions.exists()


def test_whoever_corrected_a_claim_is_its_claimant_too(finance, claim, benefit):
    claim.amount = 1200
    claim._history_user = finance
    claim.save()
    ruling = Ruling(month=SEPTEMBER, verdict=Verdict.ACCEPTED)
    with pytest.raises(DecisionRefusedError, match="You wrote this claim"):
        decide(benefit, ruling, finance)


@pytest.mark.one_engine
def test_only_finance_opens_a_claim(client, claim, analyst, lead, executive, stranger):
    for person in (analyst, lead, executive, stranger):
        client.force_login(person)
        assert client.get(review(claim)).status_code == 404
        assert client.post(review(claim), {"verdict": "accepted"}).status_code == 404
    queue = client.get(reverse("delivery:claim_queue"))
    assert "Fewer pumps" not in queue.content.decode()


@pytest.mark.one_engine
def test_an_avoided_cost_without_a_counterfactual_is_never_validated(
    client, finance, claim, benefit
):
    benefit.benefit_class = "cost_avoidance"
    benefit.save()
    client.force_login(finance)
    refused = send(client, claim, verdict="accepted")
    assert "what it would have cost" in errors(refused)[""]
    assert validated(benefit) == []
    benefit.counterfactual_basis = "signed_quote"
    benefit.counterfactual = "Quote 4711 of 3 March"
    benefit.save()
    send(client, claim, verdict="accepted")
    assert validated(benefit) == [1000]


def test_finance_types_an_amount_through_the_same_rule(benefit, finance, claim):
    with pytest.raises(DecisionRefusedError, match="Say why"):
        validate_typed(benefit, SEPTEMBER, D(700), finance)
    decision = validate_typed(benefit, SEPTEMBER, D(700), finance, reason="Part of it")
    assert decision.verdict == Verdict.IN_PART
    assert validate_typed(benefit, AUGUST, D(50), finance).claimed is None


@pytest.mark.one_engine
def test_a_cell_of_the_grid_has_no_room_for_a_reason(client, finance, claim, benefit):
    client.force_login(finance)
    path = f"{reverse('delivery:benefit_months', args=[benefit.pk])}?period=FY2026"
    opened = entries(client.get(path))
    refused = client.post(path, opened | {"2026-09-validated": "700"})
    assert "accept it in part" in errors(refused)["2026-09-validated"]
    assert client.post(path, opened | {"2026-09-validated": "1000"}).status_code == 302
    assert benefit.decisions.get().verdict == "accepted"


def test_a_closed_period_is_decided_on_by_a_lead_with_a_reason(
    portfolio, finance, claim, benefit
):
    portfolio.locked_until = date(2026, 9, 30)
    portfolio.save()
    accepted = Ruling(month=SEPTEMBER, verdict=Verdict.ACCEPTED)
    with pytest.raises(DecisionRefusedError, match="This period is closed"):
        decide(benefit, accepted, finance)
    MembershipFactory(portfolio=portfolio, user=finance, role=Role.LEAD)
    with pytest.raises(DecisionRefusedError, match="Say why"):
        decide(benefit, accepted, finance)
    decide(benefit, replace(accepted, reason="Late invoice"), finance)
    assert validated(benefit) == [1000]


# The queue


def test_the_queue_holds_what_nobody_has_decided_on(client, finance, benefit, claim):
    BenefitEntryFactory(benefit=benefit, kind="claimed", month=AUGUST, amount=5)
    BenefitEntryFactory(
        benefit=benefit, kind="claimed", month=date(2026, 7, 1), is_draft=True
    )
    BenefitEntryFactory(benefit=benefit, kind="planned", month=date(2026, 6, 1))
    client.force_login(finance)
    queue = client.get(reverse("delivery:claim_queue"))
    assert texts(queue, "tbody td:first-child") == ["Aug 2026", "Sep 2026"]
    send(client, claim, verdict="accepted")
    queue = client.get(reverse("delivery:claim_queue"))
    assert texts(queue, "tbody td:first-child") == ["Aug 2026"]


def test_a_claim_that_was_amended_comes_back_and_the_old_amount_stands(
    finance, claim, benefit
):
    decide(benefit, Ruling(month=SEPTEMBER, verdict=Verdict.ACCEPTED), finance)
    claim.note = "Only a word"
    claim.save()
    assert not BenefitEntry.objects.awaiting_decision().exists()
    claim.amount = 1100
    claim.save()
    assert BenefitEntry.objects.awaiting_decision().get() == claim
    assert state(claim) is ClaimState.CLAIMED
    assert validated(benefit) == [1000]


def test_a_rejected_claim_comes_back_with_more_proof(finance, claim, benefit):
    rejection = Ruling(month=SEPTEMBER, verdict=Verdict.REJECTED, reason="No proof")
    decide(benefit, rejection, finance)
    assert not BenefitEntry.objects.awaiting_decision().exists()
    claim.evidence = "https://example.org/ledger"
    claim.save()
    assert BenefitEntry.objects.awaiting_decision().get() == claim


def test_what_was_validated_before_decisions_were_kept_stands(claim, benefit):
    BenefitEntryFactory(benefit=benefit, kind="validated", amount=900)
    assert not BenefitEntry.objects.awaiting_decision().exists()
    assert state(claim) is ClaimState.VALIDATED


@pytest.mark.one_engine
def test_deciding_leads_on_to_the_next_claim(client, finance, benefit, claim):
    first = BenefitEntryFactory(benefit=benefit, kind="claimed", month=AUGUST)
    client.force_login(finance)
    page = client.get(review(first))
    assert texts(page, "[rel=next]") == ["Next"]
    assert not texts(page, "[rel=prev]")
    assert send(client, first, verdict="accepted").url == review(claim)


@pytest.mark.one_engine
def test_a_decision_on_what_has_changed_meanwhile_is_told(
    client, finance, claim, benefit
):
    client.force_login(finance)
    opened = entries(client.get(review(claim)), verdict="accepted")
    claim.amount = 5000
    claim.save()
    response = client.post(review(claim), opened)
    assert response.status_code == 409
    assert validated(benefit) == []
    with pytest.raises(OvertakenError):
        decide(
            benefit,
            Ruling(month=SEPTEMBER, verdict=Verdict.ACCEPTED, seen=(7, 0)),
            finance,
        )


def test_a_claimant_takes_an_open_claim_back_and_not_a_validated_one(
    client, analyst, finance, claim, benefit
):
    client.force_login(analyst)
    path = reverse("delivery:benefit_entry_withdraw", args=[claim.pk])
    decide(benefit, Ruling(month=SEPTEMBER, verdict=Verdict.ACCEPTED), finance)
    refused = client.post(path, {"reason": "Too early"})
    assert "ask finance to withdraw it" in errors(refused)[""]
    other = BenefitEntryFactory(benefit=benefit, kind="claimed", month=AUGUST)
    path = reverse("delivery:benefit_entry_withdraw", args=[other.pk])
    assert client.post(path, {"reason": "Too early"}).status_code == 302
    assert state(other) is ClaimState.WITHDRAWN
    assert validated(benefit) == [1000]


def test_a_benefit_with_decisions_is_retired_and_not_deleted(
    client, lead, finance, claim, benefit
):
    decide(benefit, Ruling(month=SEPTEMBER, verdict=Verdict.ACCEPTED), finance)
    client.force_login(lead)
    path = reverse("delivery:benefit_delete", args=[benefit.pk])
    assert client.post(path).status_code == 409
    assert Benefit.objects.filter(pk=benefit.pk).exists()


def test_a_decision_raises_the_revision(finance, claim, benefit, portfolio):
    portfolio.refresh_from_db()
    before = portfolio.revision
    rejection = Ruling(month=SEPTEMBER, verdict=Verdict.REJECTED, reason="No")
    decide(benefit, rejection, finance)
    portfolio.refresh_from_db()
    assert portfolio.revision > before


@pytest.mark.one_engine
def test_the_queue_and_a_claim_take_few_queries(
    client, finance, benefit, django_assert_max_num_queries
):
    claims = [
        BenefitEntryFactory(benefit=benefit, kind="claimed", month=date(2026, n, 1))
        for n in range(1, 13)
    ]
    client.force_login(finance)
    client.get(review(claims[0]))
    with django_assert_max_num_queries(8):
        client.get(reverse("delivery:claim_queue"))
    with django_assert_max_num_queries(12):
        client.get(review(claims[0]))


# What is owed of it


def owed(client, user) -> list[str]:
    """What a person owes, by what they are to do."""
    client.force_login(user)
    return texts(client.get(reverse("delivery:owed")), "tbody td:last-child")


@pytest.mark.one_engine
@time_machine.travel(date(2026, 10, 5))
def test_finance_owes_what_stands_in_its_queue_and_goes_through_it(
    client, finance, benefit, claim
):
    BenefitEntryFactory(benefit=benefit, month=AUGUST, kind="claimed", is_draft=True)
    assert owed(client, finance) == ["Validate the claim"]
    path = f"{review(claim)}?owed=0"
    page = client.get(path)
    assert "1 of 1 that you owe" in page.content.decode()
    answer = client.post(path, entries(page, verdict="accepted"))
    assert answer.url == reverse("delivery:owed")
    assert owed(client, finance) == []


@time_machine.travel(date(2026, 10, 5))
def test_a_rejected_claim_is_owed_by_its_author_until_it_changes(
    client, finance, analyst, benefit, claim
):
    rejection = Ruling(
        month=SEPTEMBER, verdict=Verdict.REJECTED, reason="Not on the ledger"
    )
    decide(benefit, rejection, finance)
    assert owed(client, finance) == []
    assert owed(client, analyst) == ["Look at it again"]
    page = client.get(reverse("delivery:benefit_entry_update", args=[claim.pk]))
    assert "Not on the ledger" in page.content.decode()
    client.post(page.request["PATH_INFO"], entries(page, note="Invoice 17"))
    assert owed(client, analyst) == []
    assert owed(client, finance) == ["Validate the claim"]


@pytest.mark.one_engine
@time_machine.travel(date(2026, 10, 5))
def test_what_is_owed_opens_with_month_and_kind_and_asks_for_the_evidence(
    client, analyst, benefit
):
    BenefitEntryFactory(benefit=benefit, month=SEPTEMBER, kind="planned")
    assert owed(client, analyst) == ["Enter what was claimed"]
    page = client.get(reverse("delivery:owed"))
    path = parsed(page).select_one("tbody th a")["href"]
    form = client.get(path)
    assert parsed(form).select_one("#id_amount").has_attr("autofocus")
    evidence = "https://example.org/ledger"
    answer = client.post(path, entries(form, amount="900", evidence=evidence))
    assert answer.url == reverse("delivery:owed")
    claim = benefit.entries.get(kind="claimed")
    assert (claim.month, claim.amount, claim.evidence) == (SEPTEMBER, 900, evidence)
    told = client.get(answer.url).content.decode()
    assert "B-1, Claimed, Sep 2026: amount saved." in told
