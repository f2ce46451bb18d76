"""A learner's records on their way out and back in: JSON, CSV, DataShop transactions, and sums of them."""
