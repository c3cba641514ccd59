{{ config(materialized='view') }}

-- Each version beside the one before it that passed, figure by figure.
{{ figure_changes(ref('int_previous_version'), ref('int_figure'), ref('stg_claim')) }}
