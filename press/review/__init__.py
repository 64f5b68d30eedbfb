"""What a person judges a guide by: the review pack and the proofsheet."""
