"""The pages of reports: composing, reviewing, publishing and reading them."""
