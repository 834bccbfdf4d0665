"""Static files with their hash in the name, compressed beforehand; imports between modules follow the new names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    # Browsers keep a hashed file for ever, so a module must import its neighbours by their hashed names too.
    support_js_module_import_aggregation = True
    # A change travels one import further in each pass. Only modules that import each other in a circle never settle.
    max_post_process_passes = 30
