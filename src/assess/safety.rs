//! How safe a place is: what becomes of it under every admissible weighting, and without a role or a criterion.
