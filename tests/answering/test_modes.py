"""How a response came: the codes that files, tables and contracts share."""

from typing import get_args

from surveyapp.answering.modes import CAPACITIES, CHOOSERS, HELPERS, MODES, WAYS_IN
from surveyapp.kpi.indicator import AllowedWay


def test_the_codes_are_those_of_the_keyed_files():
    assert MODES == ("self_tablet", "self_phone", "paper", "telephone", "interview")
    assert HELPERS == ("none", "independent", "family", "staff", "other")
    assert CAPACITIES == ("yes", "no")
    assert CHOOSERS == ("person", "helper")


def test_a_contract_can_name_each_way_in_and_no_other():
    assert get_args(AllowedWay) == WAYS_IN
