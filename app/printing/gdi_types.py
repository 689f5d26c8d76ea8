"""Structures and numbers of the Windows printing interface (wingdi.h, winspool.h).

Only the layout lives here, so the module imports everywhere and its sizes can be checked without
Windows. Field names are ours; the order and the types are Microsoft's.
"""

import ctypes
from enum import IntFlag

WORD = ctypes.c_uint16
DWORD = ctypes.c_uint32
SHORT = ctypes.c_int16
# Windows' wchar_t has two bytes, Linux' has four: units keep the layout the same on both.
UNIT = ctypes.c_uint16

PHYSICALWIDTH, PHYSICALHEIGHT, PHYSICALOFFSETX, PHYSICALOFFSETY = 110, 111, 112, 113
LOGPIXELSX, LOGPIXELSY = 88, 90

DC_DUPLEX, DC_COPIES, DC_COLORDEVICE = 7, 18, 32

DM_ORIENTATION, DM_PAPERSIZE, DM_COPIES = 0x1, 0x2, 0x100
DM_COLOR, DM_DUPLEX, DM_COLLATE = 0x800, 0x1000, 0x8000
PORTRAIT, LANDSCAPE = 1, 2
PAPER_A4, PAPER_A5 = 9, 11
SIMPLEX, DUPLEX_LONG_EDGE = 1, 2
MONOCHROME, COLOUR = 1, 2
COLLATED = 1

# Code of a failed call: the printer's name is unknown to the spooler.
ERROR_INVALID_PRINTER_NAME = 1801
ERROR_PRINTER_DELETED = 1905
ERROR_ACCESS_DENIED = 5
ERROR_INVALID_PARAMETER = 87
ERROR_INVALID_HANDLE = 6
ERROR_PRINT_CANCELLED = 63
ERROR_DISK_FULL = 112
RPC_S_SERVER_UNAVAILABLE = 1722

JOB_CONTROL_DELETE = 5


class JobStatus(IntFlag):
    """Bits of JOB_INFO's status."""

    PAUSED = 0x0001
    ERROR = 0x0002
    DELETING = 0x0004
    SPOOLING = 0x0008
    PRINTING = 0x0010
    OFFLINE = 0x0020
    PAPER_OUT = 0x0040
    PRINTED = 0x0080
    DELETED = 0x0100
    BLOCKED = 0x0200
    USER_INTERVENTION = 0x0400
    RESTART = 0x0800
    COMPLETE = 0x1000


class DevMode(ctypes.Structure):
    """The public part of DEVMODEW; the driver's private part follows it in the same buffer."""

    _fields_ = (
        ("device_name", UNIT * 32),
        ("spec_version", WORD),
        ("driver_version", WORD),
        ("size", WORD),
        ("driver_extra", WORD),
        ("fields", DWORD),
        ("orientation", SHORT),
        ("paper_size", SHORT),
        ("paper_length", SHORT),
        ("paper_width", SHORT),
        ("scale", SHORT),
        ("copies", SHORT),
        ("default_source", SHORT),
        ("print_quality", SHORT),
        ("color", SHORT),
        ("duplex", SHORT),
        ("y_resolution", SHORT),
        ("tt_option", SHORT),
        ("collate", SHORT),
        ("form_name", UNIT * 32),
        ("log_pixels", WORD),
        ("bits_per_pel", DWORD),
        ("pels_width", DWORD),
        ("pels_height", DWORD),
        ("display_flags", DWORD),
        ("display_frequency", DWORD),
        ("icm_method", DWORD),
        ("icm_intent", DWORD),
        ("media_type", DWORD),
        ("dither_type", DWORD),
        ("reserved", DWORD * 2),
        ("panning_width", DWORD),
        ("panning_height", DWORD),
    )


class DocInfo(ctypes.Structure):
    """DOCINFOW of StartDocW."""

    _fields_ = (
        ("size", ctypes.c_int),
        ("document_name", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("data_type", ctypes.c_wchar_p),
        ("type", DWORD),
    )


class PrinterInfo4(ctypes.Structure):
    """PRINTER_INFO_4W: the level that reads the registry and contacts no print server."""

    _fields_ = (
        ("printer_name", ctypes.c_wchar_p),
        ("server_name", ctypes.c_wchar_p),
        ("attributes", DWORD),
    )


class SystemTime(ctypes.Structure):
    """SYSTEMTIME, only for the length of JOB_INFO_1W."""

    _fields_ = (("words", WORD * 8),)


class JobInfo1(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = (
        ("job_id", DWORD),
        ("printer_name", ctypes.c_wchar_p),
        ("machine_name", ctypes.c_wchar_p),
        ("user_name", ctypes.c_wchar_p),
        ("document", ctypes.c_wchar_p),
        ("data_type", ctypes.c_wchar_p),
        ("status_text", ctypes.c_wchar_p),
        ("status", DWORD),
        ("priority", DWORD),
        ("position", DWORD),
        ("total_pages", DWORD),
        ("pages_printed", DWORD),
        ("submitted", SystemTime),
    )
