"""All scenes, whatever file they stand in."""

import tests.helpers.scenes_allocation
import tests.helpers.scenes_amending
import tests.helpers.scenes_answering
import tests.helpers.scenes_documents
import tests.helpers.scenes_monitoring
import tests.helpers.scenes_path
import tests.helpers.scenes_programming
import tests.helpers.scenes_reviewing
import tests.helpers.scenes_room
import tests.helpers.scenes_routing
import tests.helpers.scenes_talking
import tests.helpers.scenes_together  # noqa: F401
