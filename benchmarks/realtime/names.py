"""The names of the designs and of the two ways, as they stand in the record and in the tables."""

FLOOR, WS, SOCKETIO, TUTORIAL = "floor", "ws", "socket.io", "tutorial"
DAPHNE, UVICORN, TWO = "Tessera", "Tessera, uvicorn", "Tessera, 2 processes"
ALONE, WHOLE = "alone", "whole"  # ready rows to the wire; or from the hint to the wire, with the log read in between
