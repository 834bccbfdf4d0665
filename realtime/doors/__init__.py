"""The doors that speak HTTP: forms and REST. Both only translate between HTTP and run()."""
