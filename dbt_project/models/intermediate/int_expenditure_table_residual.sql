-- What each table leaves at each of its cells once its own parts are taken off.
{{ residuals(ref('int_expenditure_table_cell'), expenditure_axes()) }}
