"""The promises that the press keeps. Each test's docstring is one."""
