"""Makes the package importable for the tests, wherever pytest is called from."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
