"""Sizes in logical pixels at 100 % text; `Theme.px` scales those that hold text."""

from typing import Final

TOP_BAR: Final = 54
STATUS_BAR: Final = 26
BANNER: Final = 40
SIDE_BAR: Final = 216
SIDE_BAR_COLLAPSED: Final = 52
PRODUCT_CARD: Final = 372
PRODUCT_CARD_LEAST: Final = 340
PRODUCT_CARD_MOST: Final = 480
CART_SUMMARY: Final = 316
CHECKOUT_SUMMARY: Final = 288

NAV_ROW: Final = 30
TREE_ROW: Final = 25
CONTEXT_ROW: Final = 27
TABLE_HEADER: Final = 28
CATALOGUE_ROW: Final = {"compact": 26, "regular": 36, "roomy": 44}
CART_ROW: Final = {"compact": 28, "regular": 36, "roomy": 44}
GROUP_ROW: Final = 32
STRIP_ROW: Final = 34
VERIFY_ROW: Final = 52
CONTRACT_ROW: Final = 48
WAREHOUSE_ROW: Final = 27
CONTRACT_PRICE_ROW: Final = 24
COMPARE_ROW: Final = 27

BUTTON: Final = {"tiny": 22, "small": 26, "normal": 32, "large": 40}
INPUT: Final = {"cell": 26, "tool": 30, "normal": 32, "large": 36}
CHIP: Final = 26
TAG: Final = 18
BADGE: Final = 16
KEY_CAP: Final = 17
SWITCHER: Final = 42

RADIUS_TAG: Final = 4
RADIUS_SMALL: Final = 5
RADIUS_BUTTON: Final = 6
RADIUS_CARD: Final = 8

CELL_PADDING: Final = 7

WINDOW_LEAST: Final = (1100, 660)
CARD_HIDES_UNDER: Final = 1360
SIDE_BAR_COLLAPSES_UNDER: Final = 1200
SWITCHER_DROPS_TAGS_UNDER: Final = 1160

FLASH_HOLD_MS: Final = 4000
FLASH_FADE_MS: Final = 400
UNDO_MS: Final = 8000

TEXT_SCALES: Final = (90, 100, 110, 125, 150)
