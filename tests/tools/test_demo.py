"""The demo's supplier side: everything starts, 1C's goods arrive, and nothing stays behind."""

import json
import urllib.request
from pathlib import Path

import pytest

from tools.demo import DemoSupplier, Supply


@pytest.mark.timeout(400)  # a dozen processes on a busy machine
def test_the_supplier_starts_exchanges_with_1c_and_goes_on_in_the_same_folder(tmp_path: Path):
    supply = Supply(products=60, onec="ideal", onec_interval_s=3600)
    with DemoSupplier(tmp_path / "demo", supply) as supplier:
        supplier.wait_for_goods(timeout_s=90)
        first = supplier.invitations
        with urllib.request.urlopen(f"{supplier.url}/v1/about", timeout=10) as answer:
            about = json.load(answer)
        children = [supplier.onec]
    assert about["supplier"]["name"]
    assert len({letter.code for letter in first}) == len(first) >= 2
    assert [child.returncode for child in children] == [0]

    said = [json.loads(line) for line in lines(tmp_path / "demo" / "logs" / "onec.log")]
    full = [one for one in said if one["event"] == "pushed" and one["kind"] == "full"]
    # Both bases begin at the same moment and share goods.
    assert [one["refused"] for one in full] == [0, 0]
    assert [one for one in said if one["event"] == "failed"] == []

    with DemoSupplier(tmp_path / "demo", supply) as supplier:
        assert supplier.invitations == first, "the same letters, the same gateway"


def lines(log: Path) -> list[str]:
    return [line for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
