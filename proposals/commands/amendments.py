"""Amendments: a change proposed to one section, taken up exactly as shown, or refused with a reason."""
