"""The end of an intervention: the office declares it done, participants dispute, citizens verify."""
