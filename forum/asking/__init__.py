"""Before a question is sent: what may help already (`similar`), and what cannot wait (`urgent`)."""
