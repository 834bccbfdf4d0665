"""Pages of this app: home, coming in with a ticket, printed log-in, the network."""
