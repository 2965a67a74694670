import research
