"""Co-editing: several people write in one text at once. It knows no domain; see docs/coediting.md."""
