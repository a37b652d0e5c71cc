.PHONY: conformance
conformance: ## replays the recorded scenarios on the real engine, under Wine (Debian 12, root)
	conformance/run
