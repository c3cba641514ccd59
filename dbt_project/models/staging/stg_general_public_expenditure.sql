{{ stage_family('general_public_expenditure') }}
