"""Do agent, customer and need become known?"""
