{{ stage_family('general_public_by_economic') }}
