"""A group that moves takes its goods into or out of a dealer's sight."""

from __future__ import annotations

from gateway.onec.load_file import apply_load
from gateway.services.records import GroupRecord, LoadFile
from gateway.store.tables import catalogue
from tests.gateway.world import World


def test_a_new_parent_and_a_deletion_are_noted_as_moves_and_a_new_name_is_not(engine):
    world = World(engine)

    def load(name: str, parent: str | None, *, deleted: bool = False) -> int:
        groups = [
            GroupRecord("root", "Корінь"),
            GroupRecord("sub", name, parent, deleted=deleted),
        ]
        apply_load(engine, LoadFile(groups=groups))
        return world.value(catalogue.groups.c.moved_seq, guid="sub")

    first = load("Дрилі", None)
    assert load("Дрилі й перфоратори", None) == first
    under_root = load("Дрилі й перфоратори", "root")
    assert under_root > first
    assert world.value(catalogue.groups.c.seq, guid="sub") == under_root
    assert load("Дрилі й перфоратори", "root", deleted=True) > under_root
