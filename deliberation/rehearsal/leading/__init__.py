"""What a simulated facilitator does in the longer steps."""
