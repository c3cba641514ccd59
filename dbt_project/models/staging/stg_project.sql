{{ stage_family('project') }}
