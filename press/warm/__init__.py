"""The room: the engine kept warm, previews that are exact, proofs beside them."""
