"""A framework that is run from its checkout."""
