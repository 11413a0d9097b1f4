"""`curricle case`: packages of what is published, and the test of a provider by the published rules."""
