"""Campaigns: very many generated articles through whole builds, and what must hold for each.

`odd` makes values, `bodies` HTML and Markdown, `files` article files for every loader; `oracle`
says what is wrong with what came out; `campaign` runs batches; `shrink` finds the smallest input.
`mail` does the same with newsletters: `mail_files` makes publications, `mail_oracle` judges mail.
"""
