"""Scenes of the commands in proposals/commands: amending."""
