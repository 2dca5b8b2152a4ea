terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    pagerduty = {
      source = "PagerDuty/pagerduty"
    }
    okta = {
      source = "okta/okta"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_sagemaker_endpoint" "route_planner" {
  name = "route-planner"
}
