"""The paper: pages as A5 sheets, to the millimetre. Knows the domain and ReportLab; no Qt, no store."""
