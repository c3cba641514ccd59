{{ stage_family('three_public') }}
