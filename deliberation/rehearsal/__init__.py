"""Simulated participants, who know no more than a phone does: HTTP, cookies, WebSocket frames."""
